-- Roles and schemas of all services, for one PostgreSQL. Run by the image of PostgreSQL at its first start; with servers of their
-- own, each service's two lines go to its server. Passwords come from the environment of psql.
\getenv password SKALD_DATABASE_PASSWORD
CREATE ROLE users LOGIN PASSWORD :'password';
CREATE SCHEMA users AUTHORIZATION users;
CREATE ROLE inventory LOGIN PASSWORD :'password';
CREATE SCHEMA inventory AUTHORIZATION inventory;
CREATE ROLE payments LOGIN PASSWORD :'password';
CREATE SCHEMA payments AUTHORIZATION payments;
CREATE ROLE shipping LOGIN PASSWORD :'password';
CREATE SCHEMA shipping AUTHORIZATION shipping;
CREATE ROLE notifications LOGIN PASSWORD :'password';
CREATE SCHEMA notifications AUTHORIZATION notifications;
CREATE ROLE orders LOGIN PASSWORD :'password';
CREATE SCHEMA orders AUTHORIZATION orders;
CREATE ROLE order_views LOGIN PASSWORD :'password';
CREATE SCHEMA order_views AUTHORIZATION order_views;
CREATE SCHEMA gateway_simulator AUTHORIZATION payments;
CREATE SCHEMA carrier_simulator AUTHORIZATION shipping;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
